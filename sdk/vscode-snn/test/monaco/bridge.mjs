// Serves the page, and leads each of its sockets to a language server of its own.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const Separator = '\r\n\r\n';

/** @returns the server, listening on a port of its own, with `failures` of the language servers. */
export async function serve(files, [program, ...options]) {
  const http = createServer((request, response) => {
    const file = files[request.url];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.content ?? '');
  });
  const failures = [];
  const children = new Set();
  new WebSocketServer({ server: http }).on('connection', socket => {
    const child = spawn(program, options, { stdio: ['pipe', 'pipe', 'pipe'] });
    children.add(child);
    child.stderr.setEncoding('utf8').on('data', text => failures.push(text));
    readFrames(child.stdout, text => socket.send(text));
    socket.on('message', data => child.stdin.write(`Content-Length: ${data.length}${Separator}${data}`));
    socket.on('close', () => child.kill());
    child.on('exit', () => children.delete(child));
  });
  await new Promise(listening => http.listen(0, '127.0.0.1', listening));
  const close = () => {
    children.forEach(child => child.kill());
    http.close();
    http.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${http.address().port}/`, failures, children, close };
}

function readFrames(stream, take) {
  let buffer = Buffer.alloc(0);
  stream.on('data', data => {
    buffer = Buffer.concat([buffer, data]);
    for (let head; (head = buffer.indexOf(Separator)) >= 0;) {
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head).toString())[1]);
      const start = head + Separator.length;
      if (buffer.length < start + length) {
        return;
      }

      take(buffer.subarray(start, start + length).toString());
      buffer = buffer.subarray(start + length);
    }
  });
}
