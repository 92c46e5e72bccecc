import { type Scene, STATEMENT_LAYOUTS } from '#shared/domain/storyboard.ts';

/**
 * Gives every statement a layout by its place in the film, so that of any four scenes in a row no two statements look alike: where prose
 * leaves nothing but statements, the eye finds something else on the screen each time. A changed sentence changes no other scene.
 */
export function varyLayouts(scenes: readonly Scene[]): Scene[] {
  return scenes.map((scene, index) => {
    const { visual } = scene;
    if (visual.kind !== 'statement') return scene;
    const layout = STATEMENT_LAYOUTS[index % STATEMENT_LAYOUTS.length] ?? 'flush';
    return { ...scene, visual: { ...visual, layout } };
  });
}
