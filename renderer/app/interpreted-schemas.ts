import { config } from 'zod';

// The policy of the page lets no text run as code, and reports whoever tries: schemas are not to be compiled here.
config({ jitless: true });
