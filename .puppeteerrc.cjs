/** Browsers are found or installed by test/browsers.ts; nothing is downloaded at install time. */
module.exports = { skipDownload: true };
