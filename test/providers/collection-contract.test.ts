import { openBetalingsservice } from './betalingsservice-bench.ts';
import { collectionContract } from './collection-contract.ts';

// one line per provider through which a collection request can be pushed
collectionContract('Betalingsservice', openBetalingsservice);
