import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.InputStream;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/** Lists the backups of a repository, one name a line: what the vendor's utility does, with the low-level client alone. */
public class ListBackups {
  public static void main(String[] arguments) throws Exception {
    try (RestClient client = RestClient.builder(HttpHost.create(arguments[0])).build()) {
      Request request = new Request("GET", "/_snapshot/" + arguments[1] + "/_all");
      try (InputStream body = client.performRequest(request).getEntity().getContent();
          JsonParser json = new JsonFactory().createParser(body)) {
        int depth = 0;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          if (token == JsonToken.START_OBJECT) depth++;
          else if (token == JsonToken.END_OBJECT) depth--;
          else if (token == JsonToken.FIELD_NAME && depth == 2 && json.getCurrentName().equals("snapshot")) {
            System.out.println(json.nextTextValue());
          }
        }
      }
    }
  }
}
