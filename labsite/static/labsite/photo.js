// Which square of a photo is shown: dragged with a pointer, zoomed with the wheel, or both by keyboard. The
// server crops; it is told "x,y,zoom" (core/images/crops.py). Without this script it takes the middle.

const WORKING_SIDE = 1400; // pixels of the copy that is drawn from
const FRAME_SIDE = 560; // pixels of the frame, twice what is seen
const STEP = 0.02; // of the frame, for each press of an arrow key
const STEEPNESS = 1.1; // of the zoom, for each press of a key
const between = (low, value, high) => Math.min(Math.max(value, low), high);

/** Draws the picture upright on a canvas of moderate size. */
async function read(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, WORKING_SIDE / Math.max(picture.width, picture.height));
  const copy = document.createElement("canvas");
  copy.width = Math.max(1, Math.round(picture.width * scale));
  copy.height = Math.max(1, Math.round(picture.height * scale));
  const brush = copy.getContext("2d");
  brush.imageSmoothingQuality = "high";
  brush.drawImage(picture, 0, 0, copy.width, copy.height);
  const shortest = Math.min(picture.width, picture.height);
  picture.close();
  return { copy, shortest };
}

function watch(tool) {
  const input = document.getElementById(tool.dataset.photo);
  const find = (name) => tool.querySelector(`[data-${name}]`);
  const [value, crop, frame, slider, status] = ["crop-value", "crop", "crop-frame", "crop-zoom", "crop-status"].map(find);
  const problem = find("photo-problem");
  const canvases = [frame, ...tool.querySelectorAll("[data-crop-preview]")];
  const ticks = input.closest(".file-field").querySelectorAll("[data-file-tick]");
  let picture, most, left, top, zoom, asked = 0, telling;

  const side = () => Math.min(picture.width, picture.height) / zoom;
  const room = () => [picture.width - side(), picture.height - side()];
  const places = () => [left, top].map((edge, axis) => (room()[axis] ? edge / room()[axis] : 0.5));

  function draw() {
    for (const canvas of canvases) {
      const brush = canvas.getContext("2d");
      brush.fillStyle = "#fff"; // as behind transparent pictures
      brush.fillRect(0, 0, canvas.width, canvas.height);
      brush.imageSmoothingQuality = "high";
      brush.drawImage(picture, left, top, side(), side(), 0, 0, canvas.width, canvas.height);
    }
  }

  function show() {
    const [across, down] = room();
    left = between(0, left, across);
    top = between(0, top, down);
    value.value = [...places(), zoom].map((number) => number.toFixed(4)).join(",");
    slider.value = most > 1 ? (100 * Math.log(zoom)) / Math.log(most) : 0;
    slider.setAttribute("aria-valuetext", `${Math.round(zoom * 100)} %`);
    slider.disabled = most <= 1;
    draw();
  }

  /** Says where the frame is, once it stays there. */
  function tell() {
    const [x, y] = places().map((place) => Math.round(place * 100));
    clearTimeout(telling);
    telling = setTimeout(() => {
      status.textContent = status.dataset.words
        .replace("{zoom}", Math.round(zoom * 100))
        .replace("{x}", x)
        .replace("{y}", y);
    }, 400);
  }

  function changed() {
    show();
    tell();
    value.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Moves the photo below its frame, by parts of the frame. */
  function move(across, down) {
    left -= across * side();
    top -= down * side();
    changed();
  }

  /** Zooms about a point of the frame. */
  function zoomTo(wanted, x = 0.5, y = 0.5) {
    const before = side();
    zoom = between(1, wanted, most);
    left += (before - side()) * x;
    top += (before - side()) * y;
    changed();
  }

  function centre() {
    zoom = 1;
    left = room()[0] * 0.5;
    top = room()[1] * 0.25;
    show();
  }

  function close() {
    asked += 1;
    crop.hidden = true;
    value.value = "";
    problem.textContent = "";
  }

  function refuse(why) {
    close();
    problem.textContent = problem.dataset[why];
  }

  async function open() {
    close();
    const [file] = input.files;
    if (!file) return;
    ticks.forEach((tick) => (tick.checked = false));
    if (file.size > tool.dataset.maxMegabytes * 1024 * 1024) return refuse("tooLarge");
    const number = asked;
    let found;
    try {
      found = await read(file);
    } catch {
      if (number === asked) refuse("unreadable");
      return;
    }
    if (number !== asked) return; // another file has been chosen meanwhile
    if (found.shortest < tool.dataset.minSide) return refuse("tooSmall");
    picture = found.copy;
    most = found.shortest / tool.dataset.minSide;
    crop.hidden = false;
    for (const canvas of canvases) canvas.width = canvas.height = FRAME_SIDE;
    centre();
  }

  input.addEventListener("change", open);
  ticks.forEach((tick) =>
    tick.addEventListener("change", () => {
      if (!tick.checked) return;
      ticks.forEach((other) => other !== tick && (other.checked = false));
      input.value = "";
      close();
    }),
  );
  slider.addEventListener("input", () => zoomTo(most ** (slider.value / 100)));
  find("crop-reset").addEventListener("click", () => {
    centre();
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
    const acts = {
      ArrowLeft: () => move(-step, 0),
      ArrowRight: () => move(step, 0),
      ArrowUp: () => move(0, -step),
      ArrowDown: () => move(0, step),
      "+": () => zoomTo(zoom * STEEPNESS),
      "=": () => zoomTo(zoom * STEEPNESS),
      "-": () => zoomTo(zoom / STEEPNESS),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });

  let held;
  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = [event.clientX, event.clientY];
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    if (!held) return;
    const seen = frame.clientWidth;
    move((event.clientX - held[0]) / seen, (event.clientY - held[1]) / seen);
    held = [event.clientX, event.clientY];
  });
  for (const name of ["pointerup", "pointercancel"]) frame.addEventListener(name, () => (held = undefined));
  frame.addEventListener(
    "wheel",
    (event) => {
      if (document.activeElement !== frame && !event.ctrlKey) return; // the page scrolls past it
      event.preventDefault();
      const box = frame.getBoundingClientRect();
      const place = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      zoomTo(zoom * Math.exp(-event.deltaY / 500), ...place);
    },
    { passive: false },
  );
  if (input.files.length) open(); // the browser has kept it over a reload
}

document.querySelectorAll("[data-photo]").forEach(watch);
