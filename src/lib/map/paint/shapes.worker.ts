/** Takes tiles apart beside the page, so that the map never stands still for it. */
import { buffersOf, shapesOf, type Wanted } from './shapes.ts';

export interface Job {
	number: number;
	wanted: Wanted;
	bytes: ArrayBuffer;
}

self.onmessage = ({ data: { number, wanted, bytes } }: MessageEvent<Job>) => {
	try {
		const made = shapesOf(new Uint8Array(bytes), wanted);
		self.postMessage({ number, made }, { transfer: buffersOf(made) });
	} catch (error) {
		self.postMessage({ number, fault: String(error) });
	}
};
