/** What an endpoint was asked for, as the services take it. */
import type { Question } from '../../domain/pattern/asked.ts';

type Parsed = { [Name in keyof Question]?: Question[Name] | undefined } & Pick<Question, 'from' | 'to'>;

export const questionOf = ({ from, to, kind, class: of, area, hours }: Parsed): Question => ({
	from,
	to,
	kind: kind ?? null,
	class: of ?? null,
	area: area ?? null,
	hours: hours ?? []
});
