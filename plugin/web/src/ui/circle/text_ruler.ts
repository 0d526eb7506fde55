// Measures the width of words without laying them out.

/** Measures in the typeface of an element; estimates if there is no canvas. */
export class TextRuler {
  private readonly brush = document.createElement('canvas').getContext('2d');
  private family = 'sans-serif';

  /** The element's text size in CSS pixels. Later measurements use this element's typeface. */
  textSize(element: Element): number {
    const style = getComputedStyle(element);
    this.family = style.fontFamily || 'sans-serif';
    return Number.parseFloat(style.fontSize) || 16;
  }

  /** The width of `text` in CSS pixels, at a text size in CSS pixels. */
  width(text: string, size: number): number {
    if (!this.brush) return text.length * size * 0.55;
    this.brush.font = `${size}px ${this.family}`;
    return this.brush.measureText(text).width;
  }
}
