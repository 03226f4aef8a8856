import { nothingHere } from '$lib/server/api/answer';

export const GET = nothingHere;
export const fallback = nothingHere;
