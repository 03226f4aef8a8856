import type { Role } from '$lib/domain/access/roles';
import type { AccountWords } from '$lib/words/account';

/** How a colleague is called: in a demonstration by the role, as on the button by which one comes in. */
export const calledIn =
	(words: AccountWords) =>
	({ title, demonstration, posts }: { title: string; demonstration: boolean; posts: { role: Role }[] }) =>
		demonstration && posts[0] ? words.roleNames[posts[0].role] : title;
