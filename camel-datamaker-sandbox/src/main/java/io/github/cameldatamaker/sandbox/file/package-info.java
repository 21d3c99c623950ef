/**
 * Workspace files (contract: "Workspace files").
 *
 * <p>Where the sandbox had to choose:
 * <ul>
 * <li>The parts of an upload are called {@code name} (text, UTF-8) and {@code file}; the file name of the second is not looked at, other
 *     parts are ignored. POST answers 201 {@code {"name","size","uploaded_at"}}, also when it replaces.
 * <li>More than 50 MB (50 * 1024 * 1024 bytes) is 413 {@code payload_too_large}, and nothing is stored. Any kind of file is taken.
 * <li>A name is any text that is not blank; in a path its slashes are {@code %2F} or raw. Here it is never a path of the disk.
 * <li>The type of a download is that of the name's ending (csv, json, yaml, yml, xlsx, txt), else what the upload's part said, else
 *     {@code application/octet-stream}. It has a {@code Content-Length}, unless a fault of its transport is scripted.
 * <li>The list is newest first; an upload that replaces counts as new.
 * <li>Contents lie in a temporary folder until the sandbox is reset or closed.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.file;
