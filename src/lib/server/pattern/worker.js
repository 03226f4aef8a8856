/**
 * The thread in which hot spots are looked for: minutes of arithmetic must not hold up the requests of others. Like the
 * engine's, it is a plain file, found by its path from the project's root; the rules that it calls are the sources
 * themselves.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { work } = await import('./work.ts');
work(workerData, (told) => parentPort?.postMessage(told));
