/** Edge of the picture that is drawn, in pixels. */
const edge = 160;

/**
 * Draws what was chosen onto a canvas: no address of any kind is needed for it, so that it works under a page's
 * strictest policy. An SVG may hold a script, and a PDF is no picture: neither is drawn.
 */
export const drawPreview = async (file: Blob): Promise<HTMLCanvasElement | null> => {
  if (file.type !== 'image/png' && file.type !== 'image/jpeg') return null;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return canvas;
  } catch {
    // What cannot be drawn may still be sent: the backend looks at it.
    return null;
  }
};
