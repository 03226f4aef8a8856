/** How late a replica is, by one clock: where the primary was and when, against where the replica is now. */
export class ReplicaLag {
	#marks: { position: number; at: number }[] = [];

	/** @param keepMs marks older than this are forgotten: nobody asks whether a lateness is greater still */
	constructor(private readonly keepMs: number) {}

	/**
	 * The primary is at `position`.
	 * @param at ms, from before it was asked
	 */
	note(position: number, at: number): void {
		const last = this.#marks.at(-1);
		// Where nothing is written, a replica that has all of it is as good as new.
		if (last?.position === position) last.at = at;
		else this.#marks.push({ position, at });
		while (this.#marks.length > 1 && this.#marks[1]!.at < at - this.keepMs) this.#marks.shift();
	}

	/**
	 * Milliseconds by which a replica at `position` is late at the most; Infinity when it is behind all that is known.
	 * While the primary does not answer this does not grow: nothing is known that would be missing.
	 */
	of(position: number): number {
		const last = this.#marks.at(-1);
		const reached = this.#marks.findLast((mark) => mark.position <= position);
		return last && reached ? last.at - reached.at : Infinity;
	}
}
