// Lets the focus of a picture be chosen by clicking on the picture. Without JavaScript, two numbers say the same.

const WIDTH = 480; // pixels of the canvas
const RING = 14;

const numbers = ["x", "y"].map((axis) => document.querySelector(`[data-focus=${axis}]`));
const input = document.querySelector("[data-focus-picture]");

function start() {
  const canvas = document.createElement("canvas");
  canvas.className = "focus-canvas";
  canvas.hidden = true;
  canvas.title = input.dataset.focusPicture;
  numbers[0].closest(".field-line").before(canvas);
  const context = canvas.getContext("2d");
  let picture;

  function draw() {
    if (!picture) return;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const [x, y] = numbers.map((number) => Math.min(Math.max(Number(number.value) || 0, 0), 100) / 100);
    for (const [width, colour] of [[6, "#000"], [3, "#fff"]]) {
      context.beginPath();
      context.arc(x * canvas.width, y * canvas.height, RING, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke();
    }
  }

  function show(newPicture, width, height) {
    picture = newPicture;
    canvas.width = WIDTH;
    canvas.height = Math.round((WIDTH * height) / width);
    canvas.hidden = false;
    draw();
  }

  async function showSelected() {
    const [file] = input.files;
    if (!file) return;
    try {
      const bitmap = await createImageBitmap(file);
      show(bitmap, bitmap.width, bitmap.height);
    } catch {
      canvas.hidden = true; // the server says what is wrong with the file
    }
  }

  function choose(event) {
    const box = canvas.getBoundingClientRect();
    const values = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    values.forEach((value, axis) => (numbers[axis].value = Math.round(Math.min(Math.max(value, 0), 1) * 100)));
    numbers[0].dispatchEvent(new Event("input", { bubbles: true }));
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    choose(event);
  });
  canvas.addEventListener("pointermove", (event) => event.buttons && choose(event));
  numbers.forEach((number) => number.addEventListener("input", draw));
  input.addEventListener("change", showSelected);
  const now = input.closest(".file-field").querySelector(".picture-now");
  if (input.files.length) showSelected(); // kept by the browser after a reload
  else if (now) now.decode().then(() => show(now, now.naturalWidth, now.naturalHeight), () => {});
}

if (input) start();
