import { createMemoryStore } from '../../../src/backend/store/memory.ts';
import { storeContract } from './contract.ts';

storeContract('memory', async () => createMemoryStore());
