/** @returns what a cookie says, by the cookies of a request or of a document; undefined where it does not stand there */
export const cookieIn = (cookies: string | null | undefined, name: string): string | undefined =>
	cookies
		?.split(';')
		.map((one) => one.trim())
		.find((one) => one.startsWith(`${name}=`))
		?.slice(name.length + 1);
