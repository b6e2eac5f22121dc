import { type Book as AnyBook, createBook as createAnyBook } from '../book.ts';
import type { Storage } from '../given.ts';
import { Remembered } from './records.ts';

export type Book = AnyBook<Remembered>;

export const createBook = (storage?: Storage): Book => createAnyBook('dintero', Remembered, storage);
