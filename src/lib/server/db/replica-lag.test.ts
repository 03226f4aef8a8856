import { expect, it } from 'vitest';
import { ReplicaLag } from './replica-lag.ts';

it('is none where the replica has all that the primary had, however long nothing was written', () => {
	const lag = new ReplicaLag(20_000);
	lag.note(100, 0);
	lag.note(100, 3_600_000);
	expect(lag.of(100)).toBe(0);
	expect(lag.of(250)).toBe(0);
});
it('is the time since the replica had everything', () => {
	const lag = new ReplicaLag(20_000);
	for (const [position, at] of [
		[100, 0],
		[200, 1000],
		[300, 2000],
		[400, 3000]
	] as const)
		lag.note(position, at);
	expect(lag.of(200)).toBe(2000);
	expect(lag.of(399)).toBe(1000);
});
it('is unknown where the replica is behind all that is known', () => {
	const lag = new ReplicaLag(20_000);
	expect(lag.of(5)).toBe(Infinity);
	lag.note(100, 0);
	expect(lag.of(99)).toBe(Infinity);
});
it('forgets what is older than anybody asks, and keeps enough to answer', () => {
	const lag = new ReplicaLag(1000);
	for (let n = 0; n <= 10; n++) lag.note(n, n * 500);
	expect(lag.of(8)).toBe(1000);
	expect(lag.of(1)).toBe(Infinity);
});
