/**
 * Workspace files (contract: "Workspace files"). Internal.
 *
 * <p>What the sandbox chose where the contract says nothing:
 * <ul>
 * <li>An upload has the parts {@code name} (text in UTF-8) and {@code file}. The file name of the second part and all other parts
 *     are ignored. POST answers 201 {@code {"name","size","uploaded_at"}}, also when it replaces a file.
 * <li>More than 50 MB (50 * 1024 * 1024 bytes) is 413 {@code payload_too_large}, and nothing is stored. Any kind of file is
 *     accepted.
 * <li>A name is any text that is not blank. In a path, its slashes are {@code %2F} or raw. It is never a path on the disk.
 * <li>The type of a download follows the ending of the name (csv, json, yaml, yml, xlsx, txt), else it is the type that the
 *     upload gave, else {@code application/octet-stream}. A download has a {@code Content-Length}, unless a fault breaks its
 *     body.
 * <li>The list is newest first. An upload that replaces a file counts as new.
 * <li>The contents lie in a temporary folder until the sandbox is reset or closed.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.file;
