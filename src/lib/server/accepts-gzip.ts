/** @param encodings Accept-Encoding of a request (RFC 9110, 12.5.3) */
export const acceptsGzip = (encodings: string | null | undefined): boolean =>
	(encodings ?? '')
		.split(',')
		.map((encoding) =>
			encoding
				.trim()
				.toLowerCase()
				.split(/\s*;\s*q=/)
		)
		.some(([name, quality]) => name === 'gzip' && Number(quality ?? 1) > 0);
