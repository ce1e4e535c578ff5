-- Standard input: {"texts": [...], "format": "markdown+...", "lenient": false}; output: one JSON
-- tree a line, with pandoc's warnings about the text as `warnings`; an empty tree for a text that
-- cannot be read where that is `lenient`.
-- The empty list given to pandoc.read runs the reader in a sandbox without files.
local job = pandoc.json.decode(io.read('a'), false)
for _, text in ipairs(job.texts) do
  local read, doc
  local warnings = pandoc.log.silence(function ()
    read, doc = pcall(pandoc.read, text, job.format, pandoc.ReaderOptions{}, {})
  end)
  if not read then
    if not job.lenient then error(doc, 0) end
    doc = pandoc.Pandoc{}
  end
  local tree = pandoc.write(doc, 'json'):gsub('}%s*$', '')
  local list = pandoc.json.encode(pandoc.List(warnings))
  assert(io.stdout:write(tree, ',"warnings":', list, '}\n'))
end
assert(io.stdout:flush())
