// The protocol's own reference server, at a free port of this machine alone; it ends with whoever started it. Of what it prints
// only the port is let through.
import net from "node:net";

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  this.once("listening", () => process.stdout.write(`Listening at port ${this.address().port}.\n`));
  return listen.call(this, port, "127.0.0.1", ...rest);
};
console.log = () => {};
process.stdin.resume().on("end", () => process.exit(0));
process.env.PORT = "0";
process.argv[2] = "streamableHttp";
await import("@modelcontextprotocol/server-everything/dist/index.js");
