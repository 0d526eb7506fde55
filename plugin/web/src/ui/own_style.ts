// Sets styles through the element's style object. Lit's styleMap writes a `style` attribute at its
// first drawing, which a content security policy without 'unsafe-inline' refuses.

import { noChange } from 'lit';
import { Directive, PartType, directive, type ElementPart, type PartInfo } from 'lit/directive.js';

class OwnStyle extends Directive {
  private set = new Map<string, string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('ownStyle stands on an element');
  }

  render(_properties: Readonly<Record<string, string | number>>): typeof noChange {
    return noChange;
  }

  override update(
    part: ElementPart,
    [properties]: [Readonly<Record<string, string | number>>],
  ): typeof noChange {
    if (!(part.element instanceof HTMLElement || part.element instanceof SVGElement)) {
      return noChange;
    }
    const { style } = part.element;
    const wanted = new Map(Object.entries(properties).map(([name, to]) => [name, String(to)]));
    for (const name of this.set.keys()) if (!wanted.has(name)) style.removeProperty(name);
    for (const [name, to] of wanted) if (this.set.get(name) !== to) style.setProperty(name, to);
    this.set = wanted;
    return noChange;
  }
}

/**
 * Sets CSS properties, custom ones too, on the element: `<li ${ownStyle({'--x': '12px'})}>`. Names
 * are written as in CSS. A property that is no longer named is removed.
 */
export const ownStyle = directive(OwnStyle);
