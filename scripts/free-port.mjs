// Prints a free port of this machine whose successor is free as well.
import { createServer } from "node:net";

const listen = (port) =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });

for (;;) {
  const first = await listen(0);
  const { port } = first.address();
  const second = await listen(port + 1).catch(() => null);
  first.close();
  second?.close();
  if (second) {
    console.log(port);
    break;
  }
}
