import { ENDPOINTS } from '$lib/domain/api/endpoints';
import { COMMANDS } from '$lib/domain/api/incidents';
import { openApiDocument } from '$lib/server/api/document';
import { apiWords } from '$lib/words/api';
import type { PageServerLoad } from './$types';

interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	schema?: {
		enum?: string[];
		type?: string;
		format?: string;
		minimum?: number;
		maximum?: number;
		default?: unknown;
		example?: unknown;
	};
}

/** What may stand there, as short as it can be said. */
function allowed({ schema }: Parameter): string {
	if (schema?.enum) return schema.enum.join(' | ');
	if (schema?.minimum !== undefined) return `${schema.minimum} … ${schema.maximum}`;
	if (schema?.format === 'date') return 'YYYY-MM-DD';
	return schema?.example === undefined ? '' : String(schema.example);
}

/** The endpoints as the OpenAPI document has them. */
export const load: PageServerLoad = ({ locals }) => {
	const words = apiWords[locals.lang];
	const document = openApiDocument(locals.lang);
	return {
		endpoints: [...ENDPOINTS, ...COMMANDS].map(({ id, path, ...one }) => {
			const method = 'body' in one ? 'post' : 'get';
			const operation = document.paths![path]![method]!;
			const parameters = ((operation.parameters ?? []) as Parameter[]).filter(({ name }) => name !== 'lang');
			return {
				id,
				method: method.toUpperCase(),
				path,
				summary: operation.summary ?? '',
				description: operation.description ?? '',
				parameters: parameters.map((parameter) => ({
					name: parameter.name,
					required: parameter.required ?? false,
					meaning: words.parameters[parameter.name] ?? '',
					allowed: allowed(parameter),
					standard: parameter.schema?.default === undefined ? '' : String(parameter.schema.default)
				})),
				statuses: Object.entries(operation.responses ?? {}).map(([status, response]) => ({
					status,
					meaning: (response as { description: string }).description
				}))
			};
		})
	};
};
