/**
 * Many who ask for the same at once, as all displays do when something was done, share an answer. What was begun before
 * somebody asked may not hold what was committed since: they get the one that is begun next.
 */
export class Together<T> {
	readonly #running = new Map<string, { now: Promise<T>; next?: Promise<T> }>();

	/**
	 * @param key of all that the answer depends on
	 * @param work begins it
	 * @throws what `work` throws; where that of another fails, one's own is begun
	 */
	ask(key: string, work: () => Promise<T>): Promise<T> {
		const running = this.#running.get(key);
		if (!running) return this.#begin(key, work);
		if (running.next) return running.next.catch(work);
		return (running.next = running.now.then(
			() => this.#begin(key, work),
			() => this.#begin(key, work)
		));
	}

	#begin(key: string, work: () => Promise<T>): Promise<T> {
		const begun = { now: work() };
		this.#running.set(key, begun);
		const end = () => {
			if (this.#running.get(key) === begun && !('next' in begun)) this.#running.delete(key);
		};
		begun.now.then(end, end);
		return begun.now;
	}
}
