/** Smooth noise over the plane: value noise on a lattice, summed in octaves. Values from about -1 to 1. */
export type Noise = (x: number, y: number) => number;

/**
 * @param seed any 32-bit number
 * @param wavelength of the first octave, metres
 */
export function makeNoise(seed: number, wavelength: number, octaves = 4): Noise {
	return (x, y) => {
		let sum = 0;
		let amplitude = 1;
		let total = 0;
		let frequency = 1 / wavelength;
		for (let octave = 0; octave < octaves; octave++) {
			sum += amplitude * lattice(seed + octave * 1013, x * frequency, y * frequency);
			total += amplitude;
			amplitude *= 0.5;
			frequency *= 2.03;
		}
		return (sum / total) * 1.6;
	};
}

function lattice(seed: number, x: number, y: number): number {
	const ix = Math.floor(x);
	const iy = Math.floor(y);
	const fx = fade(x - ix);
	const fy = fade(y - iy);
	const a = corner(seed, ix, iy);
	const b = corner(seed, ix + 1, iy);
	const c = corner(seed, ix, iy + 1);
	const d = corner(seed, ix + 1, iy + 1);
	const top = a + (b - a) * fx;
	return top + (c + (d - c) * fx - top) * fy;
}

function fade(t: number): number {
	return t * t * (3 - 2 * t);
}

function corner(seed: number, ix: number, iy: number): number {
	let h = Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ Math.imul(seed | 0, 0x9e3779b1);
	h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return ((h ^ (h >>> 16)) >>> 0) / 2147483648 - 1;
}
