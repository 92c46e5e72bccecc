import * as z from 'zod';
import { defineEditingTool, EditResult, given } from '#shared/media/edit/editing-tool.ts';
import { openSource } from '#shared/media/edit/render-edit.ts';

/** Tells what a file is. */
export const inspect = defineEditingTool({
  name: 'inspect',
  description: 'Tell what a film or sound is: length, size, rate, codecs, colours, channels.',
  input: z.strictObject({ file: given('film or sound') }),
  output: EditResult,
  work: async ({ file }, workshop) => await openSource(workshop, file),
});
