import { z } from 'zod';
import { MATCHES, SEARCH_KINDS } from '../search/rank.ts';
import { position } from '../grid/card.ts';
import { endpoint } from './endpoint.ts';
import { printable, someOf, whole } from './parameters.ts';

export const searchHitSchema = z
	.object({
		kind: z.enum(SEARCH_KINDS),
		match: z
			.enum(MATCHES)
			.meta({ description: 'How the text was found: as the whole name, its beginning, or inside.' }),
		id: z.int(),
		code: z
			.string()
			.nullable()
			.meta({ description: 'Code of a grid, area or organisation; type of a facility.' }),
		name: z.string(),
		detail: z
			.string()
			.nullable()
			.meta({ description: 'Address, or the names of the areas that it lies in.' }),
		position: position.nullable().meta({ description: 'Where it is; null where the place is not known.' }),
		grid: z.string().nullable().meta({ description: 'Code of the unit grid at that place.' }),
		level: z.string().nullable().meta({ description: 'Level of an area.' })
	})
	.meta({ id: 'SearchHit' });

export const searchAnswerSchema = z
	.object({ q: z.string(), hits: z.array(searchHitSchema) })
	.meta({ id: 'SearchAnswer', description: 'What was found, the best first.' });

export const search = endpoint({
	id: 'search',
	path: '/api/search',
	input: z.strictObject({
		q: printable(64)
			.min(1)
			.meta({
				description:
					'What is looked for: a grid code or some of its digits, a name, an address. Width, case, spaces, accents ' +
					'and the kind of digits do not matter; several words must all occur.',
				example: '石桥'
			}),
		kinds: someOf(SEARCH_KINDS)
			.optional()
			.meta({ description: `Some of ${SEARCH_KINDS.join(', ')}, separated by commas; all when left out.` }),
		limit: whole(1, 50, 12).meta({ description: 'Most hits, 1 to 50.' })
	}),
	output: searchAnswerSchema,
	errors: [],
	kept: 'day'
});
