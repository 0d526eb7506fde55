// How wide words are, without laying them out.

/** Measures in the typeface of an element; without a canvas it estimates. */
export class TextRuler {
  private readonly brush = document.createElement('canvas').getContext('2d');
  private family = 'sans-serif';

  /** The element's size of text, in CSS pixels; its typeface is taken for what follows. */
  textSize(element: Element): number {
    const style = getComputedStyle(element);
    this.family = style.fontFamily || 'sans-serif';
    return Number.parseFloat(style.fontSize) || 16;
  }

  /** In CSS pixels, at a text size in CSS pixels. */
  width(text: string, size: number): number {
    if (!this.brush) return text.length * size * 0.55;
    this.brush.font = `${size}px ${this.family}`;
    return this.brush.measureText(text).width;
  }
}
