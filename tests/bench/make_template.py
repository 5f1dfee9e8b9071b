#!/usr/bin/python3
"""Makes the templates of the benchmark: workspace/templates/W1/template.odt (one page, 40 values, a table of 12 rows, 2
conditions), W2.odt (a table of rows with 8 texts) and W3.ods (rows with 12 typed cells below their sums). LibreOffice writes
the files, so that their size and structure are those of templates that a person made. Run it by hand when one changes."""
import os, shutil, subprocess, tempfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2"}

def style(name, paragraph="", text="", parent="Standard"):
    return (f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
            f'<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>')

STYLES = (
    '<office:font-face-decls><style:font-face style:name="Liberation Serif" svg:font-family="\'Liberation Serif\'"/></office:font-face-decls>'
    '<office:styles>'
    '<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.08cm"/>'
    '<style:text-properties style:font-name="Liberation Serif" fo:font-size="9pt" fo:language="vi" fo:country="VN"/></style:style>'
    + style("Title1", 'fo:text-align="center"', 'fo:font-size="13pt" fo:font-weight="bold"')
    + style("H", 'fo:margin-top="0.15cm"', 'fo:font-weight="bold" fo:color="#1f3864"') + '</office:styles>'
    '<office:automatic-styles>'
    '<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.2cm" '
    'fo:margin-bottom="1.2cm" fo:margin-left="2cm" fo:margin-right="1.5cm"/></style:page-layout>'
    '<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #808080" fo:padding="0.05cm"/></style:style>'
    '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #808080" fo:padding="0.05cm" fo:background-color="#dde6f0"/></style:style>'
    + style("C", 'fo:text-align="center"') + style("R", 'fo:text-align="end"') + style("B", 'fo:text-align="center"', 'fo:font-weight="bold"')
    + '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"/></office:master-styles>')

def p(text, name="Standard"):
    return f'<text:p text:style-name="{name}">{escape(text)}</text:p>'

def row(texts, cell="cell", names=None):
    return "<table:table-row>" + "".join(
        f'<table:table-cell table:style-name="{cell}" office:value-type="string">{p(t, (names or ["Standard"] * len(texts))[i])}</table:table-cell>'
        for i, t in enumerate(texts)) + "</table:table-row>"

def table(name, columns, rows):
    return f'<table:table table:name="{name}"><table:table-column table:number-columns-repeated="{columns}"/>{rows}</table:table>'

PAIRS = [
    ("Số báo cáo", "{{ report.number }}", "Ngày lập", '{{ report.issue_date | date("long") }}'),
    ("Đơn vị", "{{ org.name }}", "Địa điểm", "{{ org.place }}"),
    ("Người ký", "{{ signer.name }}", "Chức vụ", "{{ signer.post }}"),
    ("Dân số", "{{ POP }}", "Lực lượng lao động", "{{ ACTIVE }}"),
    ("Có việc làm", "{{ EMPLOYED }}", "Thất nghiệp", "{{ UNEMPLOYED }}"),
    ("Tỷ lệ tham gia", "{{ ACT_RATE | percent(1) }}", "Tỷ lệ thất nghiệp", "{{ UNEMP_RATE | percent(1) }}"),
    ("Tuyển mới", "{{ HIRES }}", "Nghỉ việc", "{{ SEPARATIONS }}"),
    ("Tuyển mới từ đầu năm", "{{ HIRES.ytd }}", "Nghỉ việc từ đầu năm", "{{ SEPARATIONS.ytd }}"),
    ("Kế hoạch tuyển mới", "{{ HIRES.year.plan }}", "So với kế hoạch", "{{ HIRES | plan_trend }}"),
    ("Tiền lương bình quân", "{{ WAGE }}", "Đơn vị tính", "{{ WAGE.unit }}")]

BODY = (
    p("{{ org.parent | upper }}", "C")
    + p('Báo cáo lao động, việc làm {{ report.period | period("title") }}: {{ report.territory }}', "Title1")
    + p("1. Thông tin chung và số liệu chính", "H") + table("Chính", 4, "".join(row(list(r)) for r in PAIRS))
    + p("2. Thị trường lao động", "H")
    + p("Tỷ lệ thất nghiệp kỳ trước là {{ UNEMP_RATE.previous | percent(1) }}, thay đổi {{ UNEMP_RATE.change_pp(\"previous\") | signed }} điểm phần "
        "trăm. Trong số người thất nghiệp có {{ YOUTH_UNEMP | with_unit }} dưới 25 tuổi; nữ có việc làm: {{ WOMEN_EMP | with_unit }}. Số người có việc "
        "làm {{ EMPLOYED | trend(\"previous\") }}; số người thất nghiệp thay đổi {{ UNEMPLOYED.change(\"previous\") | signed }}. Chỗ việc làm trống: "
        "{{ VACANCIES | with_unit }}. Có {{ FIRMS_NEW | with_unit }} thành lập mới và {{ FIRMS_CLOSED | with_unit }} ngừng hoạt động. "
        "{{ TRAINEES | with_unit }} theo học nghề và {{ SUBSIDY | with_unit }} được chi hỗ trợ. Thanh tra {{ INSPECTIONS | with_unit }}, ghi nhận "
        "{{ ACCIDENTS | with_unit }} tai nạn lao động. Tỷ lệ chỗ trống trên lao động có việc làm: {{ VACANCIES / EMPLOYED | percent(2) }}; chênh lệch tuyển "
        "mới và nghỉ việc: {{ HIRES - SEPARATIONS | signed }}.")
    + p("{% if UNEMP_RATE > UNEMP_RATE.previous %}")
    + p("CẢNH BÁO. Tỷ lệ thất nghiệp cao hơn kỳ trước; đề nghị địa phương lập kế hoạch hành động trong vòng ba mươi ngày, nêu rõ biện pháp cho từng "
        "ngành có số lao động giảm.")
    + p("{% else %}") + p("Tỷ lệ thất nghiệp không cao hơn kỳ trước; tháng này không phải lập kế hoạch hành động.") + p("{% endif %}")
    + p("3. Lao động theo ngành", "H")
    + table("Ngành", 6, row(["Ngành", "Có việc làm", "Tuyển mới", "Nghỉ việc", "Chỗ trống", "Thay đổi (%)"], "head", ["B"] * 6)
            + row(["{% for s in EMPLOYED.by(sector) %}"] + [""] * 5)
            + row(["{{ s.name }}", "{{ s.value }}", "{{ HIRES[sector=s] }}", "{{ SEPARATIONS[sector=s] }}", "{{ VACANCIES[sector=s] }}",
                   "{{ EMPLOYED[sector=s].change_pct(\"previous\") | signed }}"], names=["Standard"] + ["R"] * 5)
            + row(["{% endfor %}"] + [""] * 5))
    + p("{% if VACANCIES > HIRES %}")
    + p("Số chỗ việc làm trống nhiều hơn số tuyển mới: tiếp tục hỗ trợ đến 60 phần trăm học phí cho mỗi chỗ học nghề, nhận hồ sơ đến hết quý.")
    + p("{% endif %}")
    + p("Nguồn: {{ EMPLOYED.source }}. Người duyệt: {{ signer.name }}."))

W2_COLUMNS = "idx commune province sector employed hires separations change".split()
W3_COLUMNS = "id commune sector date employed hires separations vacancies wage subsidy rate change".split()

def marked(columns):
    texts = ["{{ r.%s }}" % name for name in columns]
    return ['{% for r in query("rows") %}' + texts[0]] + texts[1:-1] + [texts[-1] + "{% endfor %}"]

W2_BODY = (p("Việc làm theo xã và ngành, {{ report.period }}", "Title1")
           + table("Dài", 8, "<table:table-header-rows>" + row([name.capitalize() for name in W2_COLUMNS], "head", ["B"] * 8)
                   + "</table:table-header-rows>" + row(marked(W2_COLUMNS)))
           + p("Người ký: {{ signer.name }}"))

def cell(text, style="plain"):
    return f'<table:table-cell table:style-name="{style}" office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'

def sum_cell(letter):
    return f'<table:table-cell table:style-name="number" table:formula="of:=SUM([.{letter}4:.{letter}4])" office:value-type="float"/>'

W3_STYLES = (
    '<office:automatic-styles><number:number-style style:name="N2"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    '<style:style style:name="plain" style:family="table-cell"/>'
    '<style:style style:name="number" style:family="table-cell" style:data-style-name="N2"/></office:automatic-styles>')
W3_BODY = ('<table:table table:name="Chi tiết"><table:table-column table:number-columns-repeated="12"/>'
           + "<table:table-row>" + cell("Việc làm, {{ report.period }}") + "</table:table-row>"
           + "<table:table-row>" + cell("Tổng số") + "<table:table-cell/>" * 3 + "".join(map(sum_cell, "EFGHIJKL")) + "</table:table-row>"
           + "<table:table-row>" + "".join(cell(name.capitalize()) for name in W3_COLUMNS) + "</table:table-row>"
           + "<table:table-row>" + "".join(cell(text, "number" if i > 3 else "plain") for i, text in enumerate(marked(W3_COLUMNS)))
           + "</table:table-row></table:table>")

def make(styles, kind, body, target):
    extension = target.rsplit(".", 1)[1]
    document = ('<?xml version="1.0" encoding="UTF-8"?><office:document ' + " ".join(f'xmlns:{k}="{v}"' for k, v in NAMESPACES.items())
                + f' office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.{kind}">' + styles
                + f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>")
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "template.f" + extension)
        open(source, "w", encoding="utf-8").write(document)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", extension, "--outdir", folder, source], check=True)
        shutil.move(os.path.join(folder, "template." + extension), os.path.join(HERE, target))

def main():
    assert BODY.count("{{") - 6 == 40, BODY.count("{{") - 6
    make(STYLES, "text", BODY, "workspace/templates/W1/template.odt")
    make(STYLES, "text", W2_BODY, "W2.odt")
    make(W3_STYLES, "spreadsheet", W3_BODY, "W3.ods")

if __name__ == "__main__":
    main()
