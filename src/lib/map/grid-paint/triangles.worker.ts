/** Takes tiles apart beside the page, so that the map never stands still for it. */
import { buffersOf, trianglesOf } from './triangles.ts';

export interface Job {
	number: number;
	layer: string;
	bytes: ArrayBuffer;
}

self.onmessage = ({ data: { number, layer, bytes } }: MessageEvent<Job>) => {
	try {
		const made = trianglesOf(new Uint8Array(bytes), layer);
		self.postMessage({ number, made }, { transfer: buffersOf(made) });
	} catch (error) {
		self.postMessage({ number, fault: String(error) });
	}
};
