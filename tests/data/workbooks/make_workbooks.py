# Makes the workbooks beside it: forms as communes fill them in, by two writers other than LibreOffice (python3-xlsxwriter,
# python3-xlwt). Usage: make_workbooks.py FOLDER
import datetime, sys, xlsxwriter, xlwt
folder = sys.argv[1]
title = "BIỂU 01: KẾT QUẢ GIẢI QUYẾT VIỆC LÀM"

book = xlsxwriter.Workbook(folder + "/xlsxwriter.xlsx")
book.set_properties({"created": datetime.datetime(2025, 3, 14)})
sheet = book.add_worksheet("Bìa")
sheet.write("A1", "Trang bìa")
sheet = book.add_worksheet("Biểu 01")
bold = book.add_format({"bold": True})
sheet.merge_range("A1:F1", title, bold)
sheet.write("A2", "Đơn vị:"); sheet.write("B2", "22")
sheet.write("A3", "Kỳ báo cáo:"); sheet.write("B3", "quý I/2025")
sheet.merge_range("A5:A6", "STT", bold)
sheet.merge_range("B5:B6", "Chỉ tiêu", bold)
sheet.merge_range("C5:C6", "Phân tổ", bold)
sheet.merge_range("D5:E5", "Số lao động", bold)
sheet.write("D6", "Kế hoạch"); sheet.write("E6", "Thực hiện")
sheet.write("F5", "Ghi chú"); sheet.write("F6", "(nếu có)")
for i, t in enumerate(["A", "B", "C", "1", "2", "3"]):
    sheet.write(6, i, t)
sheet.write_row("A8", [1, "JOB_ADDED", "channel=COAL", 60])
sheet.write_formula("E8", "=31+31", None, 62)
sheet.write_row("A9", [2, "JOB_ADDED", "channel=OTHER", 1600, "trên 1.700"])
sheet.write_row("A10", [3, "TRAINED_RATE", "", ""])
sheet.write("E10", 0.255, book.add_format({"num_format": "0.0%"}))
sheet.write("A11", "Tổng cộng"); sheet.write_formula("E11", "=E8+1700", None, 1762)
sheet.write("B13", "Người lập biểu"); sheet.write("E13", "THỦ TRƯỞNG ĐƠN VỊ")
book.close()

book = xlwt.Workbook()
sheet = book.add_sheet("Bieu")
sheet.write_merge(0, 0, 0, 4, title)
for column, name in enumerate(["indicator", "territory", "period", "value", "text"]):
    sheet.write(2, column, name)
sheet.write(3, 0, "JOB"); sheet.write(3, 1, "22"); sheet.write(3, 2, 2025); sheet.write(3, 3, 62.5); sheet.write(3, 4, "Quảng Ninh")
sheet.write(4, 0, "JOB"); sheet.write(4, 1, "22"); sheet.write(4, 2, "2024"); sheet.write(4, 3, xlwt.Formula("1/0"))
book.save(folder + "/xlwt.xls")
