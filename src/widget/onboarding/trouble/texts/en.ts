/** The words of what went wrong in English: the schema of the others. */
export const texts = {
  fault_missing: 'Something is still missing here.',
  fault_format: 'Something here is not in the right form. Please check it.',
  fault_not_allowed: 'Something here is not possible. Please check it.',
  fault_code_wrong: 'The code was not right.',
  fault_code_expired: 'The code is too old. Have a new one sent.',
  fault_codes_used_up: 'Too many wrong codes. Have a new one sent.',
  fault_already_registered: 'There is an account for this already. Go on with it by a code instead.',
  fault_declined: 'This was declined.',
  fault_failed: 'This did not work. We have been told; please contact us.',
  fault_link_expired: 'The link has expired. Get a new one.',
  fault_outdated: 'There is a new version. Please read and accept it.',
  fault_refused: 'This was not accepted. Please check what you entered, or contact us.',
  fault_provider_unavailable: 'The provider does not answer just now. We go on trying.',
  problemCode: 'The code was not right. Please check it.',
  problemCodes: 'No more codes can be tried just now. Come back tomorrow, or contact us.',
  problemOften: 'That was a little too fast. You can try again in {time}.',
  problemLater: 'No answer just now. What you entered is still here.',
  problemInput: 'Something was not accepted. Please check the fields.',
  problemNotNow: 'This is not possible just now. Something else may have changed meanwhile.',
  problemTime: 'This page has been open for too long. Please reload it.',
  problemLarge: 'The file is too large.',
  problemType: 'This kind of file cannot be used.',
  problemSetup: 'Something is set up wrongly. Please tell whoever sent you here.',
};

export type Texts = Readonly<typeof texts>;
