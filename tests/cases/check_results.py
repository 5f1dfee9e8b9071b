#!/usr/bin/python3
"""Looks at the results of the golden cases that test_cases wrote into a folder (SOLIEU_WRITE_RESULTS=FOLDER):
  - where jing and the OpenDocument schema are (SOLIEU_ODF_SCHEMA, or ../shared/schema beside this checkout): content.xml has no
    kind of schema error that the template had not;
  - one LibreOffice loads them all and saves them again with the same texts and values in them.
Usage: check_results.py FOLDER; ends with 1 when something differs."""
import glob, os, re, shutil, subprocess, sys, zipfile
import xml.etree.ElementTree as tree

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMA = os.environ.get("SOLIEU_ODF_SCHEMA", os.path.join(ROOT, "../shared/schema/OpenDocument-v1.3-schema.rng"))
NS = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
      "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"}

def name(short):
    prefix, local = short.split(":")
    return "{%s}%s" % (NS[prefix], local)

def text_of(node):
    if node.tag in (name("office:annotation"), name("text:note"), name("draw:frame")): # paragraphs in it count by themselves
        return ""
    text = node.text or ""
    if node.tag == name("text:s"):
        text = " " * int(node.get(name("text:c"), "1"))
    elif node.tag in (name("text:tab"), name("text:line-break")):
        text = " "
    return text + "".join(text_of(child) + (child.tail or "") for child in node)

def repeated(node, what):
    return min(int(node.get(name("table:number-%s-repeated" % what), "1")), 1000)

def cell_values(row):
    for cell in row:
        kind = cell.get(name("office:value-type"), "string")
        if cell.get(name("table:formula")) is not None:
            continue
        value = cell.get(name("office:value")) or cell.get(name("office:date-value"))
        value = "%.12g" % float(value) if kind in ("float", "percentage", "currency") else value
        if kind == "string":
            value = " ".join(text_of(p).strip() for p in cell.findall("text:p", NS))
        if value:
            yield from [value] * repeated(cell, "columns")

def values(path):
    """What a reader finds: the paragraphs of a text, or the cells of a spreadsheet that are no formulas."""
    with zipfile.ZipFile(path) as package:
        body = tree.fromstring(package.read("content.xml")).find("office:body", NS)
    if path.endswith(".ods"):
        return [v for row in body.iter(name("table:table-row")) for _ in range(repeated(row, "rows")) for v in cell_values(row)]
    is_paragraph = (name("text:p"), name("text:h"))
    computed = {p for cell in body.iter(name("table:table-cell")) if cell.get(name("table:formula")) for p in cell}  # by tests/office
    deleted = {p for changes in body.iter(name("text:tracked-changes")) for p in changes.iter() if p.tag in is_paragraph}
    paragraphs = [p for p in body.iter() if p.tag in is_paragraph and p not in deleted | computed]
    return sorted(t for t in (re.sub(r"\s+", " ", text_of(p)).strip() for p in paragraphs) if t)

def kinds_of_errors(files):
    """Of each file the messages of jing without their places."""
    found = {os.path.basename(f): set() for f in files}
    said = subprocess.run(["jing", "-i", SCHEMA, *files], capture_output=True, text=True).stdout
    for line in said.splitlines():
        match = re.match(r"(.*?):\d+:\d+: error: (.*)", line)
        if match and os.path.basename(match[1]) in found:
            found[os.path.basename(match[1])].add(match[2].split(";")[0])
    return found

def check_schema(folder):
    if not shutil.which("jing") or not os.path.exists(SCHEMA):
        print("No jing or no schema here: not validated.")
        return []
    cases = sorted(f[:-len(".result.xml")] for f in glob.glob(folder + "/*.result.xml"))
    found = kinds_of_errors([case + end for case in cases for end in (".template.xml", ".result.xml")])
    wrong = []
    for case in map(os.path.basename, cases):
        added = found[case + ".result.xml"] - found[case + ".template.xml"]
        wrong += ["%s: schema: %s" % (case, error) for error in sorted(added)]
    print("%d results validated" % len(cases))
    return wrong

def check_office(folder):
    wrong, count = [], 0
    again = os.path.join(folder, "again")
    for kind in ("odt", "ods"):
        files = sorted(glob.glob("%s/*.%s" % (folder, kind)))
        if not files:
            continue
        subprocess.run(["soffice", "-env:UserInstallation=file://%s/profile" % os.path.abspath(folder), "--headless", "--convert-to", kind,
                        "--outdir", again, *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)
        for file in files:
            loaded = os.path.join(again, os.path.basename(file))
            count += 1
            if not os.path.exists(loaded):
                wrong.append(os.path.basename(file) + ": not loaded by LibreOffice")
            elif values(file) != values(loaded):
                differ = [pair for pair in zip(values(file) + [""], values(loaded) + [""]) if pair[0] != pair[1]]
                wrong.append("%s: reads differently in LibreOffice: %s" % (os.path.basename(file), differ[:2]))
    print("%d results loaded and compared" % count)
    return wrong

def main(folder):
    wrong = check_schema(folder) + check_office(folder)
    print("\n".join(wrong))
    return 1 if wrong else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
