/** Hands the reader a text as a file. */

export function saveAsFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to save when the click returns, but reads on from the address for a while.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
