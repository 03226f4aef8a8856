/**
 * The tail of the normal distribution, by the complementary error function after W. J. Cody, 'Rational Chebyshev
 * approximations for the error function', Mathematics of Computation 23 (1969) 631-637, with the coefficients of his
 * CALERF, to the digits that a number holds. Their own relative error is below 6e-19; what is left is rounding, below 1e-15.
 */

/** Coefficients of a quotient of polynomials, from the constant term up. */
interface Quotient {
	over: readonly number[];
	under: readonly number[];
}

/** erf(x) / x in x^2, for x up to 0.46875. */
const NEAR: Quotient = {
	over: [3209.3775891384694, 377.485237685302, 113.86415415105016, 3.1611237438705655, 0.18577770618460315],
	under: [2844.236833439171, 1282.6165260773723, 244.02463793444417, 23.601290952344122, 1]
};
/** erfc(x) exp(x^2) in x, for x up to 4. */
const MIDDLE: Quotient = {
	over: [
		1230.3393547979972, 2051.0783778260716, 1712.0476126340707, 881.952221241769, 298.6351381974001,
		66.11919063714163, 8.883149794388377, 0.5641884969886701, 2.1531153547440383e-8
	],
	under: [
		1230.3393548037495, 3439.3676741437216, 4362.619090143247, 3290.7992357334597, 1621.3895745666903,
		537.1811018620099, 117.6939508913125, 15.744926110709835, 1
	]
};
/** x^2 (1 / sqrt(pi) - x erfc(x) exp(x^2)) in 1 / x^2, beyond 4. */
const FAR: Quotient = {
	over: [
		0.0006587491615298378, 0.016083785148742275, 0.12578172611122926, 0.36034489994980445,
		0.30532663496123236, 0.016315387137302097
	],
	under: [
		0.0023352049762686918, 0.06051834131244132, 0.5279051029514285, 1.8729528499234604, 2.568520192289822, 1
	]
};

const NEAR_END = 0.46875;
const MIDDLE_END = 4;

function polynomial(coefficients: readonly number[], x: number): number {
	let sum = 0;
	for (let power = coefficients.length - 1; power >= 0; power--) sum = sum * x + coefficients[power]!;
	return sum;
}

const quotient = ({ over, under }: Quotient, x: number): number => polynomial(over, x) / polynomial(under, x);

/** exp(-x^2) without the rounding of x^2, which the exponential would make x^2 times larger (Cody's). */
function bell(x: number): number {
	const short = Math.trunc(x * 16) / 16;
	return Math.exp(-short * short) * Math.exp(-(x - short) * (x + short));
}

/** Complementary error function, 2 / sqrt(pi) times the integral of exp(-t^2) from x on. */
export function erfc(x: number): number {
	if (x < -NEAR_END) return 2 - erfc(-x);
	if (x <= NEAR_END) return 1 - x * quotient(NEAR, x * x);
	if (x <= MIDDLE_END) return bell(x) * quotient(MIDDLE, x);
	// Less than any number but 0.
	if (x > 28) return 0;
	const square = 1 / (x * x);
	return (bell(x) * (1 / Math.sqrt(Math.PI) - square * quotient(FAR, square))) / x;
}

/** How likely a normal score is so far from 0 on either side; NaN for NaN. */
export const twoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);
