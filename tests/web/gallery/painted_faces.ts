// Faces for the gallery: a head and shoulders in a colour of the person's own.

import type { Pictures } from '../../../plugin/web/src/media/base/types.js';

function paint(canvas: HTMLCanvasElement, hue: number): void {
  canvas.width = 320;
  canvas.height = 240;
  const brush = canvas.getContext('2d');
  if (!brush) return;
  brush.fillStyle = `hsl(${hue} 28% 52%)`;
  brush.fillRect(0, 0, 320, 240);
  brush.fillStyle = `hsl(${hue} 20% 88%)`;
  brush.beginPath();
  brush.arc(160, 96, 42, 0, 2 * Math.PI);
  brush.fill();
  brush.beginPath();
  brush.ellipse(160, 246, 92, 84, 0, 0, 2 * Math.PI);
  brush.fill();
}

export const paintedFaces: Pictures = {
  show(participant, canvas) {
    let hue = 0;
    for (const letter of participant) hue = (hue * 31 + letter.charCodeAt(0) * 47) % 360;
    paint(canvas, hue);
    return () => undefined;
  },
  mirror(video) {
    const canvas = document.createElement('canvas');
    paint(canvas, 172);
    const stream = canvas.captureStream();
    video.srcObject = stream;
    return () => {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    };
  },
};
