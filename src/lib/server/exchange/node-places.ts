import type { Place } from '../../domain/exchange/osm.ts';

/** Places of the nodes that are needed, 16 bytes each: sorted ids beside whole coordinates in 1e-7 degrees. */
export class NodePlaces {
	private readonly ids: Float64Array;
	private readonly lngs: Int32Array;
	private readonly lats: Int32Array;
	private readonly known: Uint8Array;

	constructor(needed: readonly number[]) {
		const sorted = Float64Array.from(needed).sort();
		let size = 0;
		for (let i = 0; i < sorted.length; i++) {
			if (i > 0 && sorted[i] === sorted[i - 1]) continue;
			sorted[size++] = sorted[i]!;
		}
		this.ids = sorted.slice(0, size);
		this.lngs = new Int32Array(size);
		this.lats = new Int32Array(size);
		this.known = new Uint8Array(size);
	}

	put(id: number, lng: number, lat: number): void {
		const at = this.find(id);
		if (at < 0) return;
		this.lngs[at] = lng;
		this.lats[at] = lat;
		this.known[at] = 1;
	}

	get(id: number): Place | null {
		const at = this.find(id);
		return at >= 0 && this.known[at] ? [this.lngs[at]!, this.lats[at]!] : null;
	}

	/** All places of a line; null when one of them is not in the file. */
	line(nodes: readonly number[]): Place[] | null {
		const line: Place[] = [];
		for (const id of nodes) {
			const place = this.get(id);
			if (!place) return null;
			line.push(place);
		}
		return line;
	}

	private find(id: number): number {
		let low = 0;
		let high = this.ids.length - 1;
		while (low <= high) {
			const middle = (low + high) >> 1;
			const value = this.ids[middle]!;
			if (value === id) return middle;
			if (value < id) low = middle + 1;
			else high = middle - 1;
		}
		return -1;
	}
}
