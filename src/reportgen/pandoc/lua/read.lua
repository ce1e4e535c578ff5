-- Standard input: {"texts": [...], "format": "markdown+...", "lenient": false}; output: one JSON
-- tree a line, an empty one for a text that cannot be read where that is `lenient`.
-- The empty list given to pandoc.read runs the reader in a sandbox without files.
local job = pandoc.json.decode(io.read('a'), false)
for _, text in ipairs(job.texts) do
  local read, doc = pcall(pandoc.read, text, job.format, pandoc.ReaderOptions{}, {})
  if not read then
    if not job.lenient then error(doc, 0) end
    doc = pandoc.Pandoc{}
  end
  assert(io.stdout:write(pandoc.write(doc, 'json'), '\n'))
end
assert(io.stdout:flush())
