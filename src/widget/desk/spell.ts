/**
 * A code to be read aloud: letters by the words of the language's spelling alphabet (which follow the order of the
 * letters, A to Z), digits as they are.
 */
export const spell = (code: string, alphabet: string): string => {
  const words = alphabet.split(' ');
  return [...code]
    .map((sign) => (/[A-Z]/.test(sign) ? (words[sign.charCodeAt(0) - 65] ?? sign) : sign))
    .join(' – ');
};
