const RED = '#C0281C';
const RADIUS = 58;
const STAR_RADIUS = 17;
/** From the lower left over the top to the lower right. */
const ARC_DEGREES = 250;

/** The community's round seal, drawn: its name along the rim, a star, what it is for below. `x`, `y` are its middle. */
export function drawSeal(doc: PDFKit.PDFDocument, x: number, y: number, name: string, purpose: string): void {
  doc.save().translate(x, y).fillColor(RED).strokeColor(RED).opacity(0.85);
  doc
    .lineWidth(2.4)
    .circle(0, 0, RADIUS)
    .stroke()
    .lineWidth(0.6)
    .circle(0, 0, RADIUS - 4)
    .stroke();
  star(doc);
  const letters = Array.from(name);
  const size = letters.length > 12 ? 9.5 : 12;
  const between = Math.min(26, ARC_DEGREES / Math.max(1, letters.length));
  doc.fontSize(size);
  letters.forEach((letter, i) => {
    const degrees = (i - (letters.length - 1) / 2) * between;
    doc.save().rotate(degrees);
    doc.text(letter, -size / 2, -RADIUS + 8, { lineBreak: false });
    doc.restore();
  });
  doc.fontSize(8).text(purpose, -RADIUS, 24, { width: RADIUS * 2, align: 'center', lineBreak: false });
  doc.restore();
}

function star(doc: PDFKit.PDFDocument): void {
  const corners = Array.from({ length: 10 }, (_, i): [number, number] => {
    const [angle, radius] = [((i * 36 - 90) * Math.PI) / 180, i % 2 === 0 ? STAR_RADIUS : STAR_RADIUS * 0.382];
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  });
  doc.polygon(...corners).fill();
}
