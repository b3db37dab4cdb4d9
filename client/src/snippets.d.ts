// Snippet files are bundled as JSON.
declare module '*.code-snippets' {
  const snippets: Record<string, { prefix: string; description: string; body: string[] }>;
  export default snippets;
}
