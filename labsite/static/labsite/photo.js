// Selects the square part of a photo: dragged with a pointer, zoomed with the wheel, or both with the keyboard.
// The server crops the photo; it gets "x,y,zoom" (core/images/crops.py). Without JavaScript, it chooses the square.

const WORKING_SIDE = 1400; // pixels of the scaled copy
const FRAME_SIDE = 560; // pixels of the canvas, twice its displayed size
const STEP = 0.02; // part of the frame moved by an arrow key
const ZOOM_FACTOR = 1.1; // of a key press
const clamp = (low, value, high) => Math.min(Math.max(value, low), high);

/** Draws the picture upright on a canvas of limited size. */
async function load(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, WORKING_SIDE / Math.max(picture.width, picture.height));
  const copy = document.createElement("canvas");
  copy.width = Math.max(1, Math.round(picture.width * scale));
  copy.height = Math.max(1, Math.round(picture.height * scale));
  const context = copy.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, copy.width, copy.height);
  const shortest = Math.min(picture.width, picture.height);
  picture.close();
  return { copy, shortest };
}

function initialize(tool) {
  const input = document.getElementById(tool.dataset.photo);
  const find = (name) => tool.querySelector(`[data-${name}]`);
  const [value, crop, frame, slider, status] = ["crop-value", "crop", "crop-frame", "crop-zoom", "crop-status"].map(find);
  const error = find("photo-problem");
  const canvases = [frame, ...tool.querySelectorAll("[data-crop-preview]")];
  const checkboxes = input.closest(".file-field").querySelectorAll("[data-file-checkbox]");
  let picture, maxZoom, left, top, zoom, request = 0, statusTimer;

  const side = () => Math.min(picture.width, picture.height) / zoom;
  const room = () => [picture.width - side(), picture.height - side()];
  const position = () => [left, top].map((edge, axis) => (room()[axis] ? edge / room()[axis] : 0.5));

  function draw() {
    for (const canvas of canvases) {
      const context = canvas.getContext("2d");
      context.fillStyle = "#fff"; // transparent pictures get a white background
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.imageSmoothingQuality = "high";
      context.drawImage(picture, left, top, side(), side(), 0, 0, canvas.width, canvas.height);
    }
  }

  function update() {
    const [maxLeft, maxTop] = room();
    left = clamp(0, left, maxLeft);
    top = clamp(0, top, maxTop);
    value.value = [...position(), zoom].map((number) => number.toFixed(4)).join(",");
    slider.value = maxZoom > 1 ? (100 * Math.log(zoom)) / Math.log(maxZoom) : 0;
    slider.setAttribute("aria-valuetext", `${Math.round(zoom * 100)} %`);
    slider.disabled = maxZoom <= 1;
    draw();
  }

  /** Announces the position of the frame, once it no longer moves. */
  function announce() {
    const [x, y] = position().map((value) => Math.round(value * 100));
    clearTimeout(statusTimer);
    statusTimer = setTimeout(() => {
      status.textContent = status.dataset.text
        .replace("{zoom}", Math.round(zoom * 100))
        .replace("{x}", x)
        .replace("{y}", y);
    }, 400);
  }

  function changed() {
    update();
    announce();
    value.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Moves the photo under its frame, by parts of the frame. */
  function move(x, y) {
    left -= x * side();
    top -= y * side();
    changed();
  }

  /** Zooms around a point of the frame. */
  function zoomTo(newZoom, x = 0.5, y = 0.5) {
    const before = side();
    zoom = clamp(1, newZoom, maxZoom);
    left += (before - side()) * x;
    top += (before - side()) * y;
    changed();
  }

  function reset() {
    zoom = 1;
    left = room()[0] * 0.5;
    top = room()[1] * 0.25;
    update();
  }

  function close() {
    request += 1;
    crop.hidden = true;
    value.value = "";
    error.textContent = "";
  }

  function reject(reason) {
    close();
    error.textContent = error.dataset[reason];
  }

  async function open() {
    close();
    const [file] = input.files;
    if (!file) return;
    checkboxes.forEach((checkbox) => (checkbox.checked = false));
    if (file.size > tool.dataset.maxMegabytes * 1024 * 1024) return reject("tooLarge");
    const currentRequest = request;
    let loaded;
    try {
      loaded = await load(file);
    } catch {
      if (currentRequest === request) reject(/hei[cf]$/i.test(file.name) ? "notDisplayable" : "unreadable");
      return;
    }
    if (currentRequest !== request) return; // another file has been selected
    if (loaded.shortest < tool.dataset.minSide) return reject("tooSmall");
    picture = loaded.copy;
    maxZoom = loaded.shortest / tool.dataset.minSide;
    crop.hidden = false;
    for (const canvas of canvases) canvas.width = canvas.height = FRAME_SIDE;
    reset();
  }

  input.addEventListener("change", open);
  checkboxes.forEach((checkbox) =>
    checkbox.addEventListener("change", () => {
      if (!checkbox.checked) return;
      checkboxes.forEach((other) => other !== checkbox && (other.checked = false));
      input.value = "";
      close();
    }),
  );
  slider.addEventListener("input", () => zoomTo(maxZoom ** (slider.value / 100)));
  find("crop-reset").addEventListener("click", () => {
    reset();
    changed();
  });
  find("crop-cancel").addEventListener("click", () => {
    input.value = "";
    close();
    input.focus();
  });

  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? STEP * 5 : STEP;
    const actions = {
      ArrowLeft: () => move(-step, 0),
      ArrowRight: () => move(step, 0),
      ArrowUp: () => move(0, -step),
      ArrowDown: () => move(0, step),
      "+": () => zoomTo(zoom * ZOOM_FACTOR),
      "=": () => zoomTo(zoom * ZOOM_FACTOR),
      "-": () => zoomTo(zoom / ZOOM_FACTOR),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  });

  let dragStart;
  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    dragStart = [event.clientX, event.clientY];
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    if (!dragStart) return;
    const width = frame.clientWidth;
    move((event.clientX - dragStart[0]) / width, (event.clientY - dragStart[1]) / width);
    dragStart = [event.clientX, event.clientY];
  });
  for (const name of ["pointerup", "pointercancel"]) frame.addEventListener(name, () => (dragStart = undefined));
  frame.addEventListener(
    "wheel",
    (event) => {
      if (document.activeElement !== frame && !event.ctrlKey) return; // scrolls the page
      event.preventDefault();
      const box = frame.getBoundingClientRect();
      const point = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      zoomTo(zoom * Math.exp(-event.deltaY / 500), ...point);
    },
    { passive: false },
  );
  if (input.files.length) open(); // kept by the browser after a reload
}

document.querySelectorAll("[data-photo]").forEach(initialize);
