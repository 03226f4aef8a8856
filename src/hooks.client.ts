import { config } from 'zod';

// Before any schema is made: zod would try whether code may be made of text, which the page's policy refuses.
config({ jitless: true });
