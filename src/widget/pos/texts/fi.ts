import type { Texts } from './en.ts';

export const texts: Texts = {
  help: 'Tarvitsetko apua? Kysy myyjältä.',
  network: 'Kassa tarvitsee verkkoyhteyden, eikä sitä juuri nyt ole. Mitään ei katoa.',
  clerk: 'Myyjä: paina pitkään',
  clerkAgain: 'Paina uudelleen avataksesi myyjän valikon',
  clerkMenu: 'Myyjän valikko',
  clerkCancel: 'Peruuta tämä maksu',
  clerkStartAgain: 'Tyhjennä ja aloita alusta',
  clerkClose: 'Takaisin',
  clearing: 'Näyttö tyhjenee: {time}.',
  more: 'Tarvitsen lisää aikaa',
};
