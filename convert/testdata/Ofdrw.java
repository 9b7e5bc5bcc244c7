import java.nio.file.*;
import java.util.*;
import org.ofdrw.font.*;
import org.ofdrw.layout.*;
import org.ofdrw.layout.element.*;
import org.ofdrw.layout.element.canvas.*;

/** Writes OFDs with ofdrw of lists of marks: java Ofdrw.java canvas|paragraphs SIZE LIST... */
public class Ofdrw {
    public static void main(String[] args) throws Exception {
        boolean paragraphs = args[0].equals("paragraphs");
        double size = Double.parseDouble(args[1]);
        for (String name : Arrays.asList(args).subList(2, args.length)) {
            Path out = Paths.get(name.replace(".marks", ".ofd"));
            try (OFDDoc doc = new OFDDoc(out)) {
                PageLayout sheet = PageLayout.A4().setMargin(0d);
                doc.setDefaultPageLayout(sheet);
                for (String page : Files.readString(Paths.get(name)).split("\f")) {
                    VirtualPage v = new VirtualPage(sheet);
                    List<String[]> rest = new ArrayList<>();
                    for (String line : page.split("\n")) {
                        String[] f = line.split("\t");
                        if (f.length == 3 && paragraphs) {
                            v.add(paragraph(f, size));
                        } else if (f.length > 2) {
                            rest.add(f);
                        }
                    }
                    Canvas canvas = new Canvas(0d, 0d, sheet.getWidth(), sheet.getHeight());
                    canvas.setPosition(Position.Absolute);
                    canvas.setDrawer(ctx -> draw(ctx, rest, size));
                    v.add(canvas);
                    doc.addVPage(v);
                }
            }
        }
    }

    static void draw(DrawContext ctx, List<String[]> marks, double size) throws java.io.IOException {
        ctx.setFont(new FontSetting(size, FontName.SimSun.font()));
        ctx.setLineWidth(0.2);
        for (String[] f : marks) {
            double x = Double.parseDouble(f[0]), y = Double.parseDouble(f[1]);
            if (f.length == 3) {
                ctx.fillText(f[2], x, y);
            } else {
                ctx.beginPath().moveTo(x, y).lineTo(Double.parseDouble(f[2]), Double.parseDouble(f[3])).stroke();
            }
        }
    }

    static Paragraph paragraph(String[] f, double size) {
        Paragraph p = new Paragraph(Double.parseDouble(f[0]), Double.parseDouble(f[1]) - size, 200d, 3 * size);
        p.setMargin(0d).setPadding(0d);
        p.setLineSpace(0d);
        p.add(new Span(FontName.SimSun.font(), size, f[2]));
        return p;
    }
}
