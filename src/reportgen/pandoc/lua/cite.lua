-- Standard input: {"blocks", "references" (CSL-JSON text), "style" (a data: URI), "lang",
-- "nocite", "dates" (the words of each reference's date, or "")}; output: the JSON tree with its
-- citations set.
local job = pandoc.json.decode(io.read('a'), false)
local doc = pandoc.read(job.tree, 'json')
doc.meta.references = pandoc.read(job.references, 'csljson').meta.references
for i, words in ipairs(job.dates) do
  if words ~= '' then doc.meta.references[i].issued = {literal = words} end
end
doc.meta.csl = job.style
doc.meta.lang = job.lang
doc.meta['link-citations'] = true
if job.nocite ~= '' then
  doc.meta.nocite = pandoc.MetaInlines(pandoc.read(job.nocite, 'markdown').blocks[1].content)
end
assert(io.stdout:write(pandoc.write(pandoc.utils.citeproc(doc), 'json')))
assert(io.stdout:flush())
