/**
 * Waits for work, but not longer than so many ms. The work itself goes on.
 * @param late what is thrown when it was not done by then
 */
export async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(late()), ms);
	});
	try {
		return await Promise.race([work, tooLong]);
	} finally {
		clearTimeout(timer);
	}
}
