import type { Motif } from '#shared/scenes/background/motif.ts';
import { oneOf } from '#shared/scenes/seeded.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';

/** Columns of the layout on the long side. */
const COLUMNS = 12;

/** The grid of a poster: hairlines of its columns, a few pale modules at the edges, a bar of colour in the margin. */
export const modules: Motif = (context, { width, height }, ground, next, { ink, accent }) => {
  const side = Math.max(width, height) / COLUMNS;
  const [columns, rows] = [Math.round(width / side), Math.ceil(height / side)];
  const right = columns - 1;
  const arrangement = oneOf(next, [
    [
      [right - 1, rows - 3, 3],
      [right - 2, rows - 1, 1],
      [right, 0, 1],
    ],
    [
      [right - 2, 0, 3],
      [right, 3, 1],
      [right - 3, 0, 1],
    ],
    [
      [right - 1, 1, 2],
      [right, 3, 1],
      [right - 2, rows - 1, 1],
    ],
    [
      [right - 3, rows - 2, 2],
      [right - 1, rows - 4, 2],
      [right, rows - 2, 1],
    ],
  ] as const);
  ground.tints.forEach(({ colour, alpha }, index) => {
    const [column = right, row = 0, span = 1] = arrangement[index % arrangement.length] ?? [];
    const [x, y, edge] = [column * side, row * side, span * side];
    context.fillStyle = withAlpha(colour, alpha);
    context.beginPath();
    const shape = index === 0 ? oneOf(next, ['disc', 'quarter']) : oneOf(next, ['square', 'quarter']);
    if (shape === 'disc') context.arc(x + edge / 2, y + edge / 2, edge / 2, 0, Math.PI * 2);
    else if (shape === 'square') context.rect(x, y, edge, edge);
    else {
      context.moveTo(x + edge, y + edge);
      context.arc(x + edge, y + edge, edge, Math.PI, Math.PI * 1.5);
      context.closePath();
    }
    context.fill();
  });
  const line = side * 0.008;
  context.fillStyle = withAlpha(ink, 0.06);
  for (let column = 1; column < columns; column += 1) {
    context.fillRect(column * side - line / 2, 0, line, height);
  }
  context.fillStyle = withAlpha(ink, 0.24);
  const arm = side * 0.06;
  for (let column = 2; column < columns; column += 3) {
    for (let row = 1; row < rows; row += 2) {
      context.fillRect(column * side - arm, row * side - line / 2, 2 * arm, line);
      context.fillRect(column * side - line / 2, row * side - arm, line, 2 * arm);
    }
  }
  context.fillStyle = accent;
  context.fillRect(0, 0, width * 0.014, height);
};
