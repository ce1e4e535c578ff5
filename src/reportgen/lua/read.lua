-- Standard input: {"texts": [...], "format": "markdown+..."}; output: one JSON tree a line.
-- The empty list given to pandoc.read runs the reader in a sandbox without files.
local job = pandoc.json.decode(io.read('a'), false)
for _, text in ipairs(job.texts) do
  local doc = pandoc.read(text, job.format, pandoc.ReaderOptions{}, {})
  io.write(pandoc.write(doc, 'json'), '\n')
end
