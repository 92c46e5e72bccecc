import { insist, type Scene } from '#tests/rehearsal/scenes/scene.ts';

const TENANT = 'poisoned';

/** A message that nobody can read goes to the dead letters after three times, and holds up nobody else. */
export const poison: Scene = {
  title: 'A poison message goes to the dead letters, and the one behind it is served',
  async play(desk) {
    const { queues, lambda } = desk.studio;
    const inbox = desk.one('AWS::SQS::Queue', /^InboxNotes(?!.*Dead)/).attributes.Arn ?? '';
    const before = lambda.records.length;
    await queues.send(inbox, { Records: 'of something else' });
    await desk.drop(TENANT, 'refused.md', '---\nlength: 12\n---\nA text.');
    const run = await desk.whenEnded(TENANT);
    insist(
      run.status === 'failed',
      `The file that nobody can make a film of became a run that ${run.status}.`,
    );
    const dead = desk.deadLetters('InboxNotes');
    const [letter] = await desk.until('the message is among the dead letters', async () => {
      const letters = await queues.peek(dead);
      return letters.length > 0 ? letters : undefined;
    });
    insist(letter?.Body.includes('of something else'), `Another message is dead: ${letter?.Body}`);
    const tries = lambda.records
      .slice(before)
      .filter((record) => record.function.endsWith('brief-drop')).length;
    return [
      `the function was called ${tries} times before it was given up; the file dropped behind it was answered`,
    ];
  },
};
